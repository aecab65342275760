from django.shortcuts import render

from ui import gallery as samples


def gallery(request):
    """Every component, widget and chart in every state."""
    return render(request, "ui/gallery.html", samples.context(request))


gallery.access = "staff"
